/* SPDX-License-Identifier: MIT
 *
 * Words that a page puts behind a label to say how its toggle stands ("Ads, On"), in the normal form of label.h. Only label_end.c
 * needs them.
 */
#pragma once

/* clang-format off */
static const char *const on_words[] = {
    /* en */ "on", "enabled", "yes", "active", "turned on", "checked", "selected", "allowed", "currently on",
    /* de */ "ein", "an", "ja", "aktiv", "aktiviert", "eingeschaltet",
    /* fr */ "oui", "activé", "activée", "actif", "active", "marche",
    /* es */ "sí", "activado", "activada", "encendido",
    /* it */ "sì", "attivo", "attiva", "attivato", "attivata", "acceso",
    /* nl */ "aan", "ingeschakeld",
    /* pt */ "sim", "ativo", "ativado", "ativada", "ligado", "ligada",
    /* pl */ "wł", "tak", "włączone", "włączona", "włączony",
    /* sv */ "på", "aktiverad", "aktiverat",
    /* da */ "til", "aktiveret", "slået til",
    /* fi */ "päällä", "käytössä", "kyllä",
    /* nb */ "aktivert", "slått på",
    /* cs */ "zap", "zapnuto", "ano",
    /* hu */ "be", "bekapcsolva", "igen",
    /* ro */ "da", "activat", "pornit",
    /* tr */ "açik", "etkin", "evet",
    /* el */ "ενεργο", "ενεργη", "ενεργοποιημενο", "ναι",
    /* ru */ "вкл", "включено", "включен", "включён", "да",
    /* uk */ "увімк", "увімкнено", "так",
    /* vi */ "bật",
    /* id */ "aktif",
    /* ar */ "مفعل", "تشغيل", "نعم",
    /* he */ "פועל", "מופעל", "כן",
    /* ja */ "オン", "有効", "はい",
    /* zh */ "开", "开启", "打开", "已开启", "启用", "已启用", "是", "開", "開啟", "打開", "已開啟", "啟用", "已啟用",
    /* ko */ "켬", "켜짐", "사용", "사용함", "예",
};

static const char *const off_words[] = {
    /* en */ "off", "disabled", "no", "inactive", "turned off", "unchecked", "not checked", "not selected", "currently off",
    /* de */ "aus", "nein", "inaktiv", "deaktiviert", "ausgeschaltet",
    /* fr */ "non", "désactivé", "désactivée", "inactif", "inactive", "arrêt",
    /* es */ "desactivado", "desactivada", "apagado",
    /* it */ "disattivo", "disattivato", "disattivata", "spento",
    /* nl */ "uit", "nee", "uitgeschakeld",
    /* pt */ "não", "desativado", "desativada", "desligado", "desligada",
    /* pl */ "wył", "nie", "wyłączone", "wyłączona", "wyłączony",
    /* sv */ "av", "nej", "inaktiverad", "inaktiverat",
    /* da */ "fra", "deaktiveret", "slået fra",
    /* fi */ "pois", "pois päältä", "ei käytössä", "ei",
    /* nb */ "nei", "deaktivert", "slått av",
    /* cs */ "vyp", "vypnuto", "ne",
    /* hu */ "ki", "kikapcsolva", "nem",
    /* ro */ "nu", "dezactivat", "oprit",
    /* tr */ "kapali", "devre dişi", "hayir",
    /* el */ "ανενεργο", "ανενεργη", "απενεργοποιημενο", "οχι",
    /* ru */ "выкл", "выключено", "выключен", "отключено", "нет",
    /* uk */ "вимк", "вимкнено", "ні",
    /* vi */ "tắt",
    /* id */ "nonaktif",
    /* ar */ "معطل", "إيقاف", "لا",
    /* he */ "כבוי", "מושבת", "לא",
    /* ja */ "オフ", "無効", "いいえ",
    /* zh */ "关", "关闭", "已关闭", "停用", "禁用", "已停用", "否", "關", "關閉", "已關閉", "已禁用",
    /* ko */ "끔", "꺼짐", "사용 안 함", "아니요", "아니오",
};
/* clang-format on */
